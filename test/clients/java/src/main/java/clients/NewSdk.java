package clients;

import com.aliyun.slb20140515.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.tea.TeaModel;
import com.aliyun.teaopenapi.models.Config;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** com.aliyun:slb20140515: signature ACS3, a model class for every request and answer. */
final class NewSdk extends Driver {
  private final Client client;
  private final Map<String, Method> methods = new HashMap<>();

  NewSdk() throws Exception {
    client =
        new Client(
            new Config()
                .setAccessKeyId(KEY_ID)
                .setAccessKeySecret(KEY_SECRET)
                .setRegionId("cn-hangzhou")
                .setEndpoint(HOST)
                .setProtocol(PROTOCOL));
    for (Method method : Client.class.getDeclaredMethods()) {
      Class<?>[] takes = method.getParameterTypes();
      if (takes.length == 1 && TeaModel.class.isAssignableFrom(takes[0]) && takes[0] != Config.class) {
        methods.put(takes[0].getSimpleName().replaceAll("Request$", ""), method);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    new NewSdk().serve();
  }

  @Override
  Map<String, Class<?>> requests() {
    Map<String, Class<?>> classes = new HashMap<>();
    methods.forEach((action, method) -> classes.put(action, method.getParameterTypes()[0]));
    return classes;
  }

  @Override
  Map<String, ?> send(String action, Object request) throws Exception {
    Object response = methods.get(action).invoke(client, request);
    return ((TeaModel) response.getClass().getMethod("getBody").invoke(response)).toMap();
  }

  @Override
  Map<String, String> failure(Exception error) {
    if (!(error instanceof InvocationTargetException) || !(error.getCause() instanceof TeaException)) return null;
    TeaException refusal = (TeaException) error.getCause();
    return failure(refusal.getCode(), refusal.getMessage(), refusal.getData().get("RequestId"));
  }
}
