export type Plan = { worker: string; shifts: { from: number; to: number }[] };

export function hoursOf({ shifts }: Plan) {
  let hours = 0;
  for (const { from, to } of shifts) hours += to > from ? to - from : 24 - from + to;
  return hours;
}
