// Which question comes next. Knows no page and no storage: it is handed what there is.

/**
 * @typedef {import("./types.js").Answers} Answers
 * @typedef {import("./types.js").Content} Content
 * @typedef {import("./types.js").Person} Person
 * @typedef {import("./types.js").Question} Question
 * @typedef {import("./types.js").Questionnaire} Questionnaire
 * @typedef {import("./types.js").Step} Step
 */

/**
 * Somebody who has said nothing yet.
 * @param {Content} content
 * @returns {Person}
 */
export function newcomer(content) {
  const only = content.fields.length === 1 ? content.fields[0].code : null;
  const id = crypto.randomUUID();
  return { id, field: only, answers: {}, texts: {}, given_at: null, offset_ms: null };
}

/**
 * Everything that is asked of somebody who answered so, screen by screen: a condition looks at the
 * screens before, as on the phone and on the server.
 * @param {Questionnaire} questionnaire
 * @param {Answers} answers
 * @returns {Question[]}
 */
export function asked(questionnaire, answers) {
  /** @type {Question[]} */
  const all = [];
  for (const screen of questionnaire.screens) {
    const earlier = new Set(all.map((question) => question.key));
    const here = questionnaire.questions.filter(
      (question) =>
        question.screen === screen.key &&
        question.when.every(
          (condition) => earlier.has(condition.question) && holds(condition, answers),
        ),
    );
    all.push(...here);
  }
  return all;
}

/**
 * @param {{ question: string, one_of: string[] }} condition
 * @param {Answers} answers
 */
function holds(condition, answers) {
  return [answers[condition.question] ?? []].flat().some((key) => condition.one_of.includes(key));
}

/**
 * What everybody is led through: the field, the first screen, and why somebody is not satisfied.
 * @param {Content} content
 * @param {Person} person
 * @returns {Step[]}
 */
export function mainSteps(content, person) {
  const field = content.fields.length > 1 ? [{ kind: /** @type {const} */ ("field") }] : [];
  return [...field, ...mainQuestions(content, person).map((question) => step(content, question))];
}

/**
 * What may be told besides, by those who like to.
 * @param {Content} content
 * @param {Person} person
 * @returns {Step[]}
 */
export function moreSteps(content, person) {
  const main = new Set(mainQuestions(content, person));
  const all = asked(content.questionnaire, person.answers);
  return all.filter((question) => !main.has(question)).map((question) => step(content, question));
}

/**
 * @param {Content} content
 * @param {Question} question
 * @returns {Step}
 */
function step(content, question) {
  const screen = content.questionnaire.screens.find(({ key }) => key === question.screen);
  return { kind: "question", question, title: screen?.title ?? null };
}

/**
 * @param {Content} content
 * @param {Person} person
 */
function mainQuestions({ questionnaire }, person) {
  const all = asked(questionnaire, person.answers);
  const first = all.filter((question) => question.screen === questionnaire.screens[0].key);
  const why = isDissatisfied(questionnaire, person)
    ? ["reasons", "comment"].flatMap((role) => all.filter((question) => question.role === role))
    : [];
  return [...new Set([...first, ...why])];
}

/**
 * @param {Questionnaire} questionnaire
 * @param {Person} person
 */
function isDissatisfied(questionnaire, person) {
  const overall = questionnaire.questions.find((question) => question.role === "overall");
  const chosen = overall?.options.find((option) => option.key === person.answers[overall.key]);
  return chosen !== undefined && !chosen.satisfied;
}

/**
 * Whether enough was said to be stored: the field, and what the first screen cannot do without.
 * @param {Content} content
 * @param {Person} person
 */
export function isStorable({ questionnaire }, person) {
  const needed = asked(questionnaire, {}).filter(
    (question) => question.screen === questionnaire.screens[0].key && question.required,
  );
  return person.field !== null && needed.every((question) => question.key in person.answers);
}

/**
 * What waits to be sent of a person: the answers to what they were asked, given what else they
 * said. Somebody who went back and became content is not sent with reasons against it.
 * @param {Content} content
 * @param {Person} person
 * @returns {import("./types.js").Entry}
 */
export function entryOf(content, person) {
  const keys = new Set(asked(content.questionnaire, person.answers).map(({ key }) => key));
  /** @template T @param {Record<string, T>} said @returns {Record<string, T>} */
  const kept = (said) => Object.fromEntries(Object.entries(said).filter(([key]) => keys.has(key)));
  return {
    id: person.id,
    content: content.digest,
    field: person.field ?? "",
    answers: kept(person.answers),
    texts: kept(person.texts),
    given_at: person.given_at ?? Date.now(),
    offset_ms: person.offset_ms,
    is_open: 1,
  };
}
