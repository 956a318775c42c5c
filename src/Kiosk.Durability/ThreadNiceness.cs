namespace Kiosk.Durability;

/// <summary>How much of the processor a thread leaves to others.</summary>
internal static class ThreadNiceness
{
    /// <summary>For the calling thread, until it ends. A system that does not allow it is none the worse.</summary>
    /// <param name="niceness">0 to 19.</param>
    public static void Set(int niceness) => _ = Libc.setpriority(Libc.PriorityOfProcess, 0, niceness);
}
