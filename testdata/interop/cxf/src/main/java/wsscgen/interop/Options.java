package wsscgen.interop;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Command line options ("-name value", or "-name" alone for a switch) and how much is logged. */
final class Options {
    private final Map<String, String> given = new HashMap<>();

    Options(String[] args, List<String> names, List<String> switches) {
        for (int i = 0; i < args.length; i++) {
            String name = args[i].startsWith("-") ? args[i].substring(1) : "";
            if (switches.contains(name)) {
                given.put(name, "");
            } else if (names.contains(name) && i + 1 < args.length) {
                given.put(name, args[++i]);
            } else {
                throw new IllegalArgumentException("option " + args[i] + " unknown or without value");
            }
        }
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    String get(String name, String otherwise) {
        return given.getOrDefault(name, otherwise);
    }

    String need(String name) {
        if (!has(name)) {
            throw new IllegalArgumentException("option -" + name + " is missing");
        }
        return given.get(name);
    }

    /** Everything is logged to stderr; stdout belongs to the lines that a caller reads. */
    static void log(Level level) {
        System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %3$s: %5$s%6$s%n");
        Logger.getLogger("").setLevel(level);
    }
}
