export const handler = async ({ total }) => ({ total, toPay: total > 50 ? total * 0.9 : total });
