/** Addresses of load balancers on an interface: who may not have it is told, and what happens between machines. */
import { afterAll, describe, expect, it } from 'vitest';
import { describeInNamespaces } from '../conformance/engine/in-namespace.ts';
import { Services } from '../support/service.ts';

describe('a service that is to give an interface addresses', () => {
  const services = new Services();
  afterAll(() => services.close());

  it('does not start for a user who may not, and says what to do', async () => {
    const prefix =
      process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-net_admin', '--inh-caps=-net_admin'] : [];
    await expect(services.start({ prefix, flags: ['--address-interface=lo'] })).rejects.toThrow(
      'addresses.interface asks for lo, but this user may not give addresses to interfaces and announce them. Run the service as root or with CAP_NET_ADMIN and CAP_NET_RAW.',
    );
  });

  it('does not start when there is no such interface, and says which there are', async () => {
    await expect(services.start({ flags: ['--address-interface=nowhere0'] })).rejects.toThrow(
      /addresses\.interface asks for nowhere0, but this machine has no interface of that name\. It has: (.+, )?lo\b/,
    );
  });
});

await describeInNamespaces('addresses on an interface', 'test/e2e/inside.addresses.ts', { oneByOne: true });
