namespace Kiosk.Durability;

/// <summary>Scheduling priority of the calling thread.</summary>
internal static class ThreadNiceness
{
    /// <summary>Sets the calling thread's niceness until it ends. Best effort: a refusal is ignored.</summary>
    /// <param name="niceness">0 to 19.</param>
    public static void Set(int niceness) => _ = Libc.setpriority(Libc.PriorityOfProcess, 0, niceness);
}
