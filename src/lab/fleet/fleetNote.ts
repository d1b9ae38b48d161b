/** A file of this name lies beside simulated engines and says so, to people and to the lab. */
export const fleetNote = 'SIMULATED.md';
