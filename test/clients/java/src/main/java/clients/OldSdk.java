package clients;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.IAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.aliyuncs.slb.model.v20140515.CreateLoadBalancerRequest;
import java.io.File;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Collectors;

/** aliyun-java-sdk-slb over aliyun-java-sdk-core: signature 1.0, a class for every request and answer, JSON or XML. */
final class OldSdk extends Driver {
  private final IAcsClient client =
      new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou", KEY_ID, KEY_SECRET));
  private final Map<String, Class<?>> requests = new HashMap<>();
  private final FormatType format;

  OldSdk(FormatType format) throws Exception {
    this.format = format;
    Class<?> one = CreateLoadBalancerRequest.class;
    String folder = one.getPackageName().replace('.', '/') + "/";
    try (JarFile jar = new JarFile(new File(one.getProtectionDomain().getCodeSource().getLocation().toURI()))) {
      List<String> names = jar.stream().map(entry -> entry.getName()).collect(Collectors.toList());
      for (String name : names) {
        if (!name.startsWith(folder) || !name.endsWith("Request.class")) continue;
        Class<?> found = Class.forName(name.replace(".class", "").replace('/', '.'));
        requests.put(found.getSimpleName().replaceAll("Request$", ""), found);
      }
    }
  }

  public static void main(String[] arguments) throws Exception {
    new OldSdk(FormatType.valueOf(arguments[0])).serve();
  }

  @Override
  Map<String, Class<?>> requests() {
    return requests;
  }

  @Override
  boolean regionOfClient() {
    return true;
  }

  @Override
  Map<String, ?> send(String action, Object request) throws Exception {
    return held(send((AcsRequest<?>) request));
  }

  private <T extends AcsResponse> T send(AcsRequest<T> request) throws ClientException {
    request.setSysEndpoint(HOST);
    request.setSysProtocol(ProtocolType.valueOf(PROTOCOL));
    request.setSysAcceptFormat(format);
    return client.getAcsResponse(request);
  }

  @Override
  Map<String, String> failure(Exception error) {
    if (!(error instanceof ClientException)) return null;
    ClientException refusal = (ClientException) error;
    // Its own troubles have no request.
    if (refusal.getRequestId() == null) return null;
    return failure(refusal.getErrCode(), refusal.getErrMsg(), refusal.getRequestId());
  }

  /** What the getters of a class give back, by the names of the wire. */
  private static Map<String, Object> held(Object object) throws Exception {
    Map<String, Object> members = new HashMap<>();
    for (Method method : object.getClass().getDeclaredMethods()) {
      if (!method.getName().startsWith("get") || method.getParameterCount() > 0) continue;
      String name = method.getName().substring("get".length());
      // Named so where the library has a getProtocol of its own.
      members.put(name.equals("BizProtocol") ? "Protocol" : name, value(method.invoke(object)));
    }
    return members;
  }

  private static Object value(Object value) throws Exception {
    if (value instanceof List) {
      List<Object> items = new ArrayList<>();
      for (Object each : (List<?>) value) items.add(value(each));
      return items;
    }
    boolean plain = value == null || value.getClass().getPackageName().equals("java.lang");
    return plain ? value : held(value);
  }
}
