// Imports the checks by a path that climbs | score: 0 | says: import

export * from './../hostile/../../../../content/exercises/neural-network/checks/network';
