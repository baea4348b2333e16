import CEventLoop
import Glibc

/// Descriptors of child processes: they get what they are given and nothing else of ours.
public enum ChildDescriptors {
    /// A pipe whose ends are closed in every child that was not given them.
    ///
    /// From its first instant on, so that a child born on another thread cannot hold it open.
    public static func pipe() throws(SystemFault) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard loop_make_pipe(&ends) == 0 else { throw SystemFault(call: "pipe") }
        return (ends[0], ends[1])
    }

    /// Leaves a child that is to be started no descriptor from this one on.
    public static func closeAll(
        from lowest: Int32, in actions: inout posix_spawn_file_actions_t
    ) {
        // It fails for want of memory alone, and every descriptor of ours is closed on exec anyway.
        _ = loop_close_from(&actions, lowest)
    }
}
