package wsscgen.interop.plain;

import java.lang.reflect.Field;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Compares values by all that is in them: classes, scales, zones, what is null and what is empty. */
final class Same {
    private Same() {
    }

    /** Fails when two values differ. */
    static void check(Object got, Object want) {
        String found = shape(got);
        if (!found.equals(shape(want))) {
            throw new IllegalArgumentException("got " + found + ", not " + shape(want));
        }
    }

    static String shape(Object v) {
        if (v == null) {
            return "null";
        }
        if (v instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (v instanceof List<?> list) {
            return list.stream().map(Same::shape).toList().toString();
        }
        if (v.getClass().isEnum() || !v.getClass().getName().startsWith("wsscgen.")) {
            // A calendar prints as XML has it.
            return (v instanceof Number || v instanceof Boolean ? v.getClass().getSimpleName() + " " : "") + Objects.toString(v);
        }
        StringBuilder b = new StringBuilder(v.getClass().getSimpleName()).append('{');
        for (Class<?> c = v.getClass(); c != Object.class; c = c.getSuperclass()) {
            for (Field f : c.getFields()) {
                if (f.getDeclaringClass() == c) {
                    try {
                        b.append(f.getName()).append(": ").append(shape(f.get(v))).append("; ");
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
        }
        return b.append('}').toString();
    }
}
