/** The one part of undici that is used: its index would bring all the rest. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export default Client;
}
