package clients;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What both drivers share: one JSON line in is one call, one JSON line out is what the library made of it. */
abstract class Driver {
  static final String PROTOCOL = System.getenv("SLB_PROTOCOL").toUpperCase();
  static final String HOST = System.getenv("SLB_HOST");
  static final String KEY_ID = System.getenv("SLB_ACCESS_KEY_ID");
  static final String KEY_SECRET = System.getenv("SLB_ACCESS_KEY_SECRET");

  private static final Gson JSON = new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  /** An action's request, by the library's own list. */
  abstract Map<String, Class<?>> requests();

  /** Sends a request; what the library holds of the answer, by names of the wire. */
  abstract Map<String, ?> send(String action, Object request) throws Exception;

  /** The library's own error for an error document: code, message, requestId; null when it is something else. */
  abstract Map<String, String> failure(Exception error);

  static class Question {
    boolean list;
    boolean whole;
    String action;
    Map<String, Object> parameters;
  }

  final void serve() throws Exception {
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Libraries that print must not get in between.
    PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      Question question = JSON.fromJson(line, Question.class);
      output.println(JSON.toJson(question.list ? Map.of("actions", new TreeSet<>(requests().keySet())) : call(question)));
    }
  }

  private Map<String, Object> call(Question question) {
    Map<String, Object> reply = new HashMap<>();
    try {
      Object request = requests().get(question.action).getDeclaredConstructor().newInstance();
      List<String> unset = new ArrayList<>(Setters.fill(request, question.parameters));
      // The older library adds the region of its client to every request.
      if (regionOfClient()) unset.remove("RegionId");
      reply.put("unset", unset);
      if (!question.whole || unset.isEmpty()) reply.put("answer", send(question.action, request));
    } catch (Exception error) {
      Map<String, String> failure = failure(error);
      if (failure != null) {
        reply.put("error", failure);
      } else {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        reply.put("crash", trace.toString());
      }
    }
    return reply;
  }

  boolean regionOfClient() {
    return false;
  }

  static Map<String, String> failure(String code, String message, Object requestId) {
    Map<String, String> document = new HashMap<>();
    document.put("code", code);
    document.put("message", message);
    document.put("requestId", String.valueOf(requestId));
    return document;
  }
}
