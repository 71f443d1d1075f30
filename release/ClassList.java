import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Prints the class list for an AOT cache (the text that `-XX:SharedClassListFile` reads, `classListParser.cpp` in OpenJDK):
/// the classes a list names that are there, and for each what it could ever link. Of lambdas only those that the list
/// names, too: they are as many as the classes, each start pays for each, and few are ever called by one.
///
/// What Java itself records of linking depends on the order of threads; what a class mentions does not.
///
///     java ClassList.java JRE JAR LIST
void main(String[] args) throws IOException {
    try (var jre = FileSystems.newFileSystem(URI.create("jrt:/"), Map.of("java.home", args[0]));
            var jar = FileSystems.newFileSystem(Path.of(args[1]))) {
        var packages = packages(jre);
        var list = Set.copyOf(Files.readAllLines(Path.of(args[2])));
        var classes = new TreeMap<String, Path>();
        for (var name : list) {
            find(name, packages, jre, jar).ifPresent(file -> classes.put(name, file));
        }
        classes.keySet().forEach(IO::println);
        for (var name : classes.keySet()) {
            var mentioned = mentioned(name, Files.readAllBytes(classes.get(name)), list);
            if (!mentioned.isEmpty()) {
                IO.println("@cp " + name + " " + mentioned);
            }
        }
    }
}

/// Package, with slashes, to the module that has it.
Map<String, String> packages(FileSystem jre) throws IOException {
    try (var links = Files.walk(jre.getPath("/packages"), 2)) {
        return links.filter(link -> link.getNameCount() == 3)
                .filter(link -> Files.isDirectory(jre.getPath("/modules", link.getName(2).toString(),
                        link.getName(1).toString().replace('.', '/'))))
                .collect(Collectors.toMap(
                        link -> link.getName(1).toString().replace('.', '/'),
                        link -> link.getName(2).toString(),
                        (one, other) -> one));
    }
}

Optional<Path> find(String name, Map<String, String> packages, FileSystem jre, FileSystem jar) {
    var inJar = jar.getPath("/" + name + ".class");
    if (Files.exists(inJar)) {
        return Optional.of(inJar);
    }
    return Optional.ofNullable(packages.get(name.substring(0, Math.max(0, name.lastIndexOf('/')))))
            .map(module -> jre.getPath("/modules", module, name + ".class"))
            .filter(Files::exists);
}

String mentioned(String name, byte[] bytes, Set<String> list) {
    return StreamSupport.stream(ClassFile.of().parse(bytes).constantPool().spliterator(), false)
            .filter(entry -> switch (entry) {
                case MemberRefEntry _, ClassEntry _ -> true;
                case InvokeDynamicEntry dynamic -> !isLambda(dynamic)
                        || list.contains("%s %s %s".formatted(name, dynamic.name(), dynamic.type()));
                default -> false;
            })
            .map(PoolEntry::index)
            .map(String::valueOf)
            .collect(Collectors.joining(" "));
}

boolean isLambda(InvokeDynamicEntry dynamic) {
    return dynamic.bootstrap().bootstrapMethod().reference().owner().asInternalName()
            .equals("java/lang/invoke/LambdaMetafactory");
}
