/** The two seats of a master-slave group, in the wire's own words. */
export type Role = 'Master' | 'Slave';

/** Who gets new connections now; `None` = nobody does (both servers out of the election). */
export type ActiveRole = Role | 'None';

export function otherRole(role: Role): Role {
  return role === 'Master' ? 'Slave' : 'Master';
}
