exports.handler = async ({ bid }) => ({
  lot: bid.lot,
  accepted: bid.amount >= Number(process.env.RESERVE),
});
