package dev.wave.spi;

import dev.wave.model.History;
import dev.wave.model.TreeId;
import dev.wave.run.Violation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Makes the directories in which attempts work.
public interface Workspaces {

    /// Opens a workspace.
    Workspace open(Request request);

    /// What a workspace is made from.
    ///
    /// @param name unique on this machine, safe as a file name; names the folder that is kept when a step
    /// fails
    /// @param start what the step's change is measured against
    /// @param from the tree it holds at first: `start`, or what a failed attempt left
    /// @param writable otherwise the tree is read-only, and a change of it is a violation
    /// @param include extra files shown at their project path, not part of the tree
    /// @param share folders of the user's tree shown at their path, writes to which vanish
    /// @param layers read-only folders laid over the tree (made by `setup`), not part of the change
    /// @param masks paths of the tree that are not shown, and stay what they are
    /// @param history the commits its git shows under the one of the tree, if any
    /// @param containment what its processes may reach
    record Request(
            String name,
            String tag,
            TreeId start,
            TreeId from,
            boolean writable,
            List<Extra> include,
            List<String> share,
            List<Path> layers,
            List<String> masks,
            Optional<History> history,
            Containment containment) {
        public Request {
            include = List.copyOf(include);
            share = List.copyOf(share);
            layers = List.copyOf(layers);
            masks = List.copyOf(masks);
        }

        /// A workspace that holds the tree, all of which may be changed, and nothing besides.
        public static Request of(String name, String tag, TreeId tree, Containment containment) {
            return new Request(
                    name,
                    tag,
                    tree,
                    tree,
                    true,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    containment);
        }

        /// The same, holding at first what another attempt left of the tree.
        public Request resuming(TreeId left) {
            return new Request(name, tag, start, left, writable, include, share, layers, masks, history, containment);
        }

        /// The same with a tree that may be changed, or not.
        public Request writable(boolean may) {
            return new Request(name, tag, start, from, may, include, share, layers, masks, history, containment);
        }

        /// The same with these extra files.
        public Request including(List<Extra> extras) {
            return new Request(name, tag, start, from, writable, extras, share, layers, masks, history, containment);
        }

        /// The same with these folders of the user's.
        public Request sharing(List<String> folders) {
            return new Request(name, tag, start, from, writable, include, folders, layers, masks, history, containment);
        }

        /// The same with these folders over the tree.
        public Request layered(List<Path> folders) {
            return new Request(name, tag, start, from, writable, include, share, folders, masks, history, containment);
        }

        /// The same without these paths of the tree.
        public Request masked(List<String> paths) {
            return new Request(name, tag, start, from, writable, include, share, layers, paths, history, containment);
        }

        /// The same with the commits that its git shows, if any.
        public Request remembering(Optional<History> commits) {
            return new Request(name, tag, start, from, writable, include, share, layers, masks, commits, containment);
        }

        /// The same for processes that may reach no network, whatever the step may.
        public Request withoutNetwork() {
            return contained(containment.withoutNetwork());
        }

        /// The same for processes that may reach this.
        public Request contained(Containment within) {
            return new Request(name, tag, start, from, writable, include, share, layers, masks, history, within);
        }

        /// The same with the whole of its tree.
        public Request unmasked() {
            return masked(List.of());
        }
    }

    /// A file of Wave's own that a step may read.
    record Extra(String path, String text) {}

    /// A directory with a tree, and `.wave/in`, `.wave/out` and `.wave/previous` beside it.
    interface Workspace extends AutoCloseable {

        /// Starts commands in it.
        Site site();

        /// Host folders that appear as `.wave/in`, `.wave/out`, `.wave/previous`; fill `in` and `previous`
        /// before the first start.
        Path in();

        Path out();

        Path previous();

        /// The tree as it is now, without `.wave`. Call when no process of the attempt is alive.
        /// `declared` are workspace paths captured even if ignored.
        Captured capture(List<String> declared);

        /// A host folder in which the workspace's files can be read now, for collecting; absent paths are
        /// unchanged.
        Optional<Path> file(String workspacePath);

        /// A throwaway copy of the workspace as it is, for a contract's command. Close it after use.
        Workspace copy(String name);

        /// Leaves the directory for a person to look at; otherwise closing removes it.
        Path keep();

        @Override
        void close();
    }

    /// What was found in a workspace.
    ///
    /// @param forbidden changes the step was not permitted to make
    /// @param violations things a step must not leave: escaping symlinks, changed submodules
    /// @param notices worth telling: nested repositories, stashes, files that are no files
    /// @param secrets files that hold the value of a secret; they are neither stored nor part of the tree
    record Captured(
            TreeId tree,
            List<Violation> forbidden,
            List<Violation> violations,
            List<String> notices,
            List<Violation> secrets) {
        public Captured {
            forbidden = List.copyOf(forbidden);
            violations = List.copyOf(violations);
            notices = List.copyOf(notices);
            secrets = List.copyOf(secrets);
        }

        /// Where no secret was found.
        public Captured(TreeId tree, List<Violation> forbidden, List<Violation> violations, List<String> notices) {
            this(tree, forbidden, violations, notices, List.of());
        }
    }
}
