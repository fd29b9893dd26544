import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Reviews } from '../accounts/reviews.ts';
import { answer, badRequest, createApi, notFound, requestBody } from './api.ts';
import { reviewDecisionSchema, reviewSchema } from './schemas.ts';

const reviewsSchema = z.object({
  byHand: z.boolean().openapi({ description: 'Manual review: only people decide' }),
  reviews: z.array(reviewSchema).readonly(),
});
const reviewsAnswer = {
  200: answer('Signatures and templates in review, oldest first', reviewsSchema),
};

const listRoute = createRoute({
  method: 'get',
  path: '/reviews',
  summary: 'Signatures and templates in review',
  responses: reviewsAnswer,
});
const decideRoute = createRoute({
  method: 'post',
  path: '/reviews',
  summary: 'Approves or, with a reason, rejects; answers what is still in review',
  request: requestBody('The decision', reviewDecisionSchema),
  responses: { ...reviewsAnswer, 400: badRequest, 404: notFound },
});
const putRoute = createRoute({
  method: 'put',
  path: '/reviews',
  summary: 'Switches manual review on or off',
  request: requestBody('The setting', z.strictObject({ byHand: z.boolean() })),
  responses: { ...reviewsAnswer, 400: badRequest },
});

/** Calls `changed` after `byHand` was set. */
export function reviewRoutes(reviews: Reviews, changed: () => void): OpenAPIHono {
  const api = createApi();
  const read = () => ({ byHand: reviews.byHand(), reviews: reviews.waiting() });
  api.openapi(listRoute, (context) => context.json(read(), 200));
  api.openapi(decideRoute, (context) =>
    reviews.decide(context.req.valid('json')) === 0
      ? context.json({ error: 'Nothing with this name is in review.' }, 404)
      : context.json(read(), 200),
  );
  api.openapi(putRoute, (context) => {
    reviews.decideByHand(context.req.valid('json').byHand);
    changed();
    return context.json(read(), 200);
  });
  return api;
}
