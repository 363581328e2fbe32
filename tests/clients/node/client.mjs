// One scenario of the official client, run as: node client.mjs SCENARIO BASE_URL KEY. Prints what it saw as JSON.
import OpenAI from "openai";

const [scenario, baseURL, apiKey, model = "gpt-4o-mini"] = process.argv.slice(2);
const client = new OpenAI({ baseURL, apiKey, timeout: 20_000 });
const hello = { model, messages: [{ role: "user", content: "Say hello." }] };

const collect = async (stream) => {
  const items = [];
  for await (const item of stream) items.push(item);
  return items;
};

const failure = async (call) => {
  try {
    await call();
  } catch (error) {
    return {
      kind: error.constructor.name,
      status: error.status ?? null,
      code: error.code ?? null,
      type: error.type ?? null,
      param: error.param ?? null,
      retryAfter: error.headers?.get("retry-after") ?? null,
    };
  }
  return null;
};

const scenarios = {
  models: async () => ({
    listed: (await collect(client.models.list())).map((entry) => entry.id),
    retrieved: (await client.models.retrieve(model)).id,
  }),
  whole: async () => {
    const answer = await client.chat.completions.create(hello);
    return {
      text: answer.choices[0].message.content,
      tokens: answer.usage.total_tokens,
      requestId: answer._request_id,
    };
  },
  tools: async () => {
    const tools = [{ type: "function", function: { name: "find_act", parameters: {} } }];
    const answer = await client.chat.completions.create({ ...hello, tools });
    return answer.choices[0].message.tool_calls[0].function;
  },
  streamWithUsage: async () => {
    const options = { ...hello, stream: true, stream_options: { include_usage: true } };
    const chunks = await collect(await client.chat.completions.create(options));
    const last = chunks.pop();
    return {
      text: chunks.map((chunk) => chunk.choices[0].delta.content ?? "").join(""),
      lastChoices: last.choices,
      tokens: last.usage.total_tokens,
    };
  },
  streamWithoutUsage: async () => {
    const chunks = await collect(await client.chat.completions.create({ ...hello, stream: true }));
    return chunks.map((chunk) => chunk.choices[0].delta.content ?? "").join("");
  },
  abort: async () => {
    const { data, response } = await client.chat.completions.create({ ...hello, stream: true }).withResponse();
    let read = 0;
    for await (const _ of data) if (++read === 10) break; // Leaving the loop is how this client aborts.
    return { read, requestId: response.headers.get("x-request-id") };
  },
  brokenStream: () =>
    failure(async () => collect(await client.chat.completions.create({ ...hello, stream: true }))),
  fail: () => failure(() => client.chat.completions.create(hello)),
  failOnce: () => failure(() => client.chat.completions.create(hello, { maxRetries: 0 })),
  embeddings: async () => {
    const request = { model: "text-embedding-3-small", input: ["a lease", "a licence"] };
    return (await client.embeddings.create(request)).data.map((entry) => entry.embedding);
  },
  response: async () => {
    const answer = await client.responses.create({ model, input: "Say hello." });
    return { text: answer.output_text, tokens: answer.usage.total_tokens };
  },
  responseStream: async () => {
    const events = await collect(await client.responses.create({ model, input: "Say hello.", stream: true }));
    return {
      text: events.map((event) => (event.type === "response.output_text.delta" ? event.delta : "")).join(""),
      last: events.at(-1).type,
    };
  },
};

console.log(JSON.stringify(await scenarios[scenario]()));
