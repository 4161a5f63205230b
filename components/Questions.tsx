import type { Decomposition } from '../core/model';
import { Fold } from './Fold';
import { questions as words } from './strings';

export function Questions({ decomposition: { questions, recipe } }: { decomposition: Decomposition }) {
  const offline = recipe.decomposer.provider === 'extractive';
  return (
    <Fold title={words.title} n={questions.length}>
      {questions.length === 0 && <p class="small">{offline ? words.offlineNone : words.none}</p>}
      {questions.length > 0 && (
        <ul class="questions">
          {questions.map((question) => (
            <li key={question} dir="auto">
              {question}
            </li>
          ))}
        </ul>
      )}
      {questions.length > 0 && offline && <p class="small">{words.asked}</p>}
    </Fold>
  );
}
