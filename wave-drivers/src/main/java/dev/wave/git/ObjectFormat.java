package dev.wave.git;

import dev.wave.model.TreeId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// How a repository names its objects.
public enum ObjectFormat {
    SHA1("sha1", "SHA-1", 20),
    SHA256("sha256", "SHA-256", 32);

    private final String gitName;
    private final String algorithm;
    private final int bytes;

    ObjectFormat(String gitName, String algorithm, int bytes) {
        this.gitName = gitName;
        this.algorithm = algorithm;
        this.bytes = bytes;
    }

    /// The format git calls so.
    public static ObjectFormat named(String gitName) {
        for (var format : values()) {
            if (format.gitName.equals(gitName)) {
                return format;
            }
        }
        throw new GitFailed("this repository names its objects by '" + gitName + "', which Wave does not know");
    }

    /// The name git uses for it.
    public String gitName() {
        return gitName;
    }

    /// Length of a raw id.
    int bytes() {
        return bytes;
    }

    MessageDigest digest() {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    /// The tree's name with its algorithm.
    public TreeId treeId(ObjectId id) {
        return new TreeId("git-" + gitName + ":" + id.hex());
    }

    /// The object a tree's name stands for.
    public ObjectId objectId(TreeId tree) {
        var prefix = "git-" + gitName + ":";
        if (!tree.value().startsWith(prefix)) {
            throw new GitFailed(tree + " is not a tree of this repository, which names its objects by " + gitName);
        }
        return new ObjectId(tree.value().substring(prefix.length()));
    }
}
