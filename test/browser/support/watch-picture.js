// Runs in the page: notes when a server is first drawn as the active one, as closely as the page draws.
globalThis.watchPicture = (serverId) => {
  const look = () => {
    const nodes = [...document.querySelectorAll('.flow-node[data-kind=server]')];
    const active = nodes.find((node) => node.querySelector('[data-strong=true]'));
    if (active?.textContent?.includes(serverId)) globalThis.seenMs = Date.now();
    else requestAnimationFrame(look);
  };
  look();
};
