namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>The result of checking PC/SC, as reported by <c>kiosk doctor</c>. <see cref="Detail"/> is one English sentence for the operator.</summary>
public abstract record PcscProbe
{
    private PcscProbe()
    {
    }

    public abstract string Detail { get; }

    /// <summary>Checks library, daemon and readers on a separate thread.</summary>
    /// <param name="deadline">How long the daemon may take to answer.</param>
    public static async Task<PcscProbe> RunAsync(TimeSpan deadline, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = new TaskCompletionSource<PcscProbe>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => found.SetResult(Look())) { Name = "pcsc-probe", IsBackground = true }.Start();
        try
        {
            return await found.Task.WaitAsync(deadline, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new NoAnswer(deadline);
        }
    }

    /// <summary>At least one reader; all of them, in the daemon's order.</summary>
    public sealed record Readers(IReadOnlyList<string> Names) : PcscProbe
    {
        public override string Detail => $"Readers: {string.Join(", ", Names)}.";
    }

    public sealed record NoReader : PcscProbe
    {
        public override string Detail => "The smart card daemon runs, but no reader is connected.";
    }

    public sealed record LibraryMissing : PcscProbe
    {
        public override string Detail => $"{PcscNative.Library} is not installed: apt-get install libpcsclite1 pcscd.";
    }

    public sealed record DaemonMissing(string Code) : PcscProbe
    {
        public override string Detail => $"The smart card daemon is not installed: {Code}.";
    }

    public sealed record DaemonNotRunning(string Code) : PcscProbe
    {
        public override string Detail => $"The smart card daemon is not running: {Code}.";
    }

    public sealed record AccessDenied(string Code) : PcscProbe
    {
        public override string Detail => $"polkit denies this user the action org.debian.pcsc-lite.access_pcsc: {Code}.";
    }

    public sealed record NoAnswer(TimeSpan Deadline) : PcscProbe
    {
        public override string Detail => $"The smart card daemon did not answer within {Deadline.TotalSeconds:F0} s.";
    }

    private static PcscProbe Look(bool isSecondLook = false)
    {
        try
        {
            var status = PcscContext.Establish(out var context);
            using (context)
            {
                IReadOnlyList<string> names = [];
                status = status.IsSuccess ? context!.ListReaders(out names) : status;
                return status switch
                {
                    { IsSuccess: true } => names.Count > 0 ? new Readers(names) : new NoReader(),
                    { Remedy: PcscRemedy.GrantAccess } => new AccessDenied(status.ToString()),
                    _ => PcscDaemon.Look() switch
                    {
                        PcscDaemonState.Missing => new DaemonMissing(status.ToString()),
                        // An older daemon hangs up on a user whom polkit denies. One that has only just started would not do so again.
                        PcscDaemonState.Answers when isSecondLook => new AccessDenied(status.ToString()),
                        PcscDaemonState.Answers => Look(isSecondLook: true),
                        PcscDaemonState.Denied => new AccessDenied(status.ToString()),
                        _ => new DaemonNotRunning(status.ToString()),
                    },
                };
            }
        }
        catch (DllNotFoundException)
        {
            return new LibraryMissing();
        }
    }
}
