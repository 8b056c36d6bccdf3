import { hoursOf } from "../hours";
import type { Plan } from "../hours";

export const handler = async (plan: Plan) => {
  const maximum = Number(process.env.MAXIMUM_HOURS);
  const hours = hoursOf(plan);
  if (hours > maximum) {
    const error = new Error(`${hours} hours are more than ${maximum}`);
    error.name = "TooManyHours";
    throw error;
  }
  return { worker: plan.worker, hours };
};
