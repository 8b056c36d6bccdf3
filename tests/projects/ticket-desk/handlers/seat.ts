export const handler = async ({ row }) => ({ seat: `${row}-1` });
