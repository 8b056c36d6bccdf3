/** The key of the route for everything that no other one takes. */
export const DEFAULT_ROUTE_KEY = '$default';
