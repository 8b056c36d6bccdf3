export interface Scan {
  sequence: number;
  depot: keyof typeof DISTANCE;
}

const DISTANCE = { HAM: 0, LYS: 1, GOT: 2 };

export const extraDays = (depot: Scan['depot']): number => DISTANCE[depot];
