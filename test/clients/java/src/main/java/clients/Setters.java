package clients;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sets parameters through the typed setters of a request class. */
final class Setters {
  private Setters() {}

  /** Returns the names of those that have no setter. */
  static List<String> fill(Object object, Map<String, Object> parameters) throws Exception {
    List<String> unset = new ArrayList<>();
    for (Map.Entry<String, Object> parameter : parameters.entrySet()) {
      Method setter = setter(object.getClass(), parameter.getKey(), parameter.getValue() instanceof List);
      if (setter == null) {
        unset.add(parameter.getKey());
      } else {
        setter.invoke(object, typed(setter.getGenericParameterTypes()[0], parameter.getValue()));
      }
    }
    return unset;
  }

  /** The older library names lists in the plural. */
  private static Method setter(Class<?> owner, String name, boolean list) {
    for (String wanted : new String[] {plain("set" + name), plain("set" + name + "s")}) {
      for (Method method : owner.getDeclaredMethods()) {
        boolean fits = method.getParameterCount() == 1 && plain(method.getName()).equals(wanted);
        if (fits && List.class.isAssignableFrom(method.getParameterTypes()[0]) == list) return method;
      }
    }
    return null;
  }

  /** Some names have underscores on the wire that one library keeps and the other does not. */
  private static String plain(String name) {
    return name.replace("_", "").toLowerCase();
  }

  private static Object typed(Type type, Object value) throws Exception {
    if (type instanceof ParameterizedType) {
      Type item = ((ParameterizedType) type).getActualTypeArguments()[0];
      List<Object> items = new ArrayList<>();
      for (Object each : (List<?>) value) items.add(typed(item, each));
      return items;
    }
    if (type == String.class) return value;
    if (type == Integer.class) return Integer.valueOf((String) value);
    if (type == Long.class) return Long.valueOf((String) value);
    if (type == Boolean.class) return Boolean.valueOf((String) value);
    Object object = ((Class<?>) type).getDeclaredConstructor().newInstance();
    @SuppressWarnings("unchecked")
    Map<String, Object> members = (Map<String, Object>) value;
    List<String> unset = fill(object, members);
    if (!unset.isEmpty()) throw new IllegalArgumentException(type + " has no " + unset);
    return object;
  }
}
