export const greeting = (district) => `${district} of ${process.env.TOWN}`;
