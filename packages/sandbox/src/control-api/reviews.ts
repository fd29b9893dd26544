import { createRoute, z, type OpenAPIHono } from '@hono/zod-openapi';
import type { Reviews } from '../accounts/reviews.ts';
import { answer, badRequest, createApi, notFound, requestBody } from './api.ts';
import { reviewDecisionSchema, reviewSchema } from './schemas.ts';

const reviewsSchema = z.object({
  byHand: z.boolean().openapi({ description: 'Nothing is decided unless a person does' }),
  reviews: z.array(reviewSchema).readonly(),
});
const reviewsAnswer = {
  200: answer('Signatures and templates in review, oldest first', reviewsSchema),
};

const listRoute = createRoute({
  method: 'get',
  path: '/reviews',
  summary: 'What is in review',
  responses: reviewsAnswer,
});
const decideRoute = createRoute({
  method: 'post',
  path: '/reviews',
  summary: 'Approves what is named or, with a reason, rejects it; answers what is still in review',
  request: requestBody('The decision', reviewDecisionSchema),
  responses: { ...reviewsAnswer, 400: badRequest, 404: notFound },
});
const putRoute = createRoute({
  method: 'put',
  path: '/reviews',
  summary: 'Leaves the decisions to a person, or back to the rules after the usual time',
  request: requestBody('The setting', z.strictObject({ byHand: z.boolean() })),
  responses: { ...reviewsAnswer, 400: badRequest },
});

/** `changed` is called when who decides has changed. */
export function reviewRoutes(reviews: Reviews, changed: () => void): OpenAPIHono {
  const api = createApi();
  const read = () => ({ byHand: reviews.byHand(), reviews: reviews.waiting() });
  api.openapi(listRoute, (context) => context.json(read(), 200));
  api.openapi(decideRoute, (context) =>
    reviews.decide(context.req.valid('json')) === 0
      ? context.json({ error: 'Nothing of this name is in review.' }, 404)
      : context.json(read(), 200),
  );
  api.openapi(putRoute, (context) => {
    reviews.decideByHand(context.req.valid('json').byHand);
    changed();
    return context.json(read(), 200);
  });
  return api;
}
