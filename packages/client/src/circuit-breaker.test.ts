import { expect, test } from 'vitest';
import { CircuitBreaker, type CircuitState } from './circuit-breaker.ts';

function broken(now = 0): CircuitBreaker {
  const circuit = new CircuitBreaker();
  for (let failed = 0; failed < 5; failed += 1) {
    circuit.failed(now, now);
  }
  return circuit;
}

test('opens after five failures in a row', () => {
  const circuit = new CircuitBreaker();
  for (let failed = 0; failed < 4; failed += 1) {
    circuit.failed(0, 0);
  }
  expect([circuit.state, circuit.admits(0)]).toEqual(['closed', true]);
  circuit.failed(0, 0);
  expect([circuit.state, circuit.admits(0)]).toEqual(['open', false]);
});

test('an answer resets the count of failures', () => {
  const circuit = new CircuitBreaker();
  for (let failed = 0; failed < 20; failed += 1) {
    circuit.failed(failed, failed);
    circuit.answered(failed);
  }
  expect(circuit.state).toBe('closed');
});

test('a failure of a call that began before the last answer does not count', () => {
  const circuit = new CircuitBreaker();
  circuit.answered(1000);
  for (let failed = 0; failed < 20; failed += 1) {
    circuit.failed(999, 9000);
  }
  expect(circuit.state).toBe('closed');
});

test('lets one call through every three seconds, however it ends', () => {
  const circuit = broken(0);
  const admitted = [2999, 3000, 3001, 5999, 6000, 6001].filter((now) => circuit.admits(now));
  expect(admitted).toEqual([3000, 6000]);
  expect(circuit.state).toBe('half-open');
});

test('closes with an answer and opens again with a failure', () => {
  const circuit = broken(0);
  circuit.admits(3000);
  circuit.failed(3000, 3100);
  expect([circuit.state, circuit.admits(5999)]).toEqual(['open', false]);
  circuit.admits(6000);
  circuit.answered(6100);
  expect([circuit.state, circuit.admits(6100)]).toEqual(['closed', true]);
});

test('reports each change once', () => {
  const changes: CircuitState[] = [];
  const circuit = new CircuitBreaker((state) => changes.push(state));
  circuit.answered(0);
  for (let failed = 0; failed < 9; failed += 1) {
    circuit.failed(0, 0);
  }
  circuit.admits(3000);
  circuit.answered(3000);
  circuit.answered(3001);
  expect(changes).toEqual(['open', 'half-open', 'closed']);
});
