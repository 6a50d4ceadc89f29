/** What one listener has counted since it was made. Written on the data path, so plain numbers. */
export class ListenerCounters {
  newConnections = 0;
  failedConnections = 0;
  droppedConnections = 0;
  fallbacks = 0;
  bytesFromClients = 0;
  bytesToClients = 0;
  /** TCP: reads, the nearest thing to packets that a program sees. UDP: datagrams. */
  packetsFromClients = 0;
  packetsToClients = 0;

  fromClient(bytes: number): void {
    this.bytesFromClients += bytes;
    this.packetsFromClients++;
  }

  toClient(bytes: number): void {
    this.bytesToClients += bytes;
    this.packetsToClients++;
  }
}
