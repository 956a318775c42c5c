using Kiosk.Cards;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>The watching thread's last observation.</summary>
/// <param name="Presences">The cards in the fields.</param>
internal sealed record PcscSight(ReaderState State, string Detail, IReadOnlyList<PcscPresence> Presences);

/// <summary>A card in a reader's field.</summary>
/// <param name="Number">As in <see cref="CardArrival.Presence"/>.</param>
/// <param name="IsTap">It was announced; otherwise it returned too soon to count as a new tap, or was there when the reader came back.</param>
internal sealed record PcscPresence(string Reader, long Number, bool IsTap);

/// <summary>
/// A named thread with its own context that waits for cards, readers and the daemon. When the daemon is lost, it takes new contexts with back-off;
/// finite waits let it stop, and notice changes missed between waits.
/// </summary>
internal sealed class PcscWatcher : IAsyncDisposable
{
    private const string PnpReader = @"\\?PnP?\Notification";

    private readonly PcscReaderOptions options;
    private readonly TimeProvider time;
    private readonly RecoveryLadder ladder;
    private readonly Action<CardArrival> arrived;
    private readonly PcscReaderSelection selection;
    private readonly Dictionary<string, PresenceTracker> trackers = new(StringComparer.Ordinal);
    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile PcscSight sight = new(ReaderState.WaitingForDaemon, "Not connected to the smart card daemon yet.", []);
    private long heartbeat;
    private long generation;
    private bool hasSeenReaders;
    private bool mustRenewContext;
    private bool isRetry;
    private TimeSpan backOff;

    public PcscWatcher(PcscReaderOptions options, TimeProvider time, RecoveryLadder ladder, Action<CardArrival> arrived)
    {
        (this.options, this.time, this.ladder, this.arrived) = (options, time, ladder, arrived);
        selection = new PcscReaderSelection(options);
        heartbeat = time.GetTimestamp();
        backOff = options.FirstBackOff;
        new Thread(Run) { Name = "pcsc-watch", IsBackground = true }.Start();
    }

    public PcscSight Sight => sight;

    /// <summary>How long the thread has been inside one native call.</summary>
    public TimeSpan SinceHeartbeat => time.GetElapsedTime(Volatile.Read(ref heartbeat));

    public async ValueTask DisposeAsync()
    {
        stopping.Set();
        try
        {
            await ended.Task.WaitAsync(options.WaitSlice + options.DisconnectDeadline, time, CancellationToken.None);
            stopping.Dispose();
        }
        catch (TimeoutException)
        {
            // A daemon that does not answer blocks the thread; it is a background thread and ends with the daemon.
        }
    }

    private bool IsStopping => stopping.WaitOne(TimeSpan.Zero);

    private void Run()
    {
        do
        {
            Beat();
            try
            {
                WatchWithNewContext();
            }
            catch (DllNotFoundException)
            {
                Publish(ReaderState.OutOfOrder, $"{PcscNative.Library} is not installed: apt-get install libpcsclite1 pcscd.");
            }
            catch (Exception e)
            {
                // Whatever went wrong in one round, the terminal must go on and say why it reads no cards.
                Publish(ReaderState.OutOfOrder, $"Watching the readers failed: {e.Message}");
            }
        }
        while (!stopping.WaitOne(NextBackOff()));
        ended.SetResult();
    }

    private void WatchWithNewContext()
    {
        trackers.Clear();
        (isRetry, mustRenewContext) = (mustRenewContext, false);
        var status = PcscContext.Establish(out var context);
        using (context)
        {
            while (status.IsSuccess && !IsStopping && !mustRenewContext)
            {
                status = WatchReaders(context!);
            }
        }

        trackers.Clear();
        if (!status.IsSuccess)
        {
            Publish(
                status.Remedy == PcscRemedy.GrantAccess ? ReaderState.AccessDenied : ReaderState.WaitingForDaemon,
                $"The smart card daemon is not there, or denies this user (polkit): {status}.");
        }
    }

    /// <summary>Watches until the list of readers changes or the context fails.</summary>
    private PcscStatus WatchReaders(PcscContext context)
    {
        var status = Choose(context, out var readers);
        if (!status.IsSuccess)
        {
            return status;
        }

        foreach (var gone in trackers.Keys.Except(readers).ToList())
        {
            trackers.Remove(gone);
        }

        if (readers.Count == 0)
        {
            // With the pseudo reader alone the first wait does not return immediately.
            PublishReaders();
        }

        backOff = options.FirstBackOff;
        using var states = new PcscReaderStates([.. readers, PnpReader]);
        while (true)
        {
            status = states.Wait(context, options.WaitSlice);
            Beat();
            if (status.IsSuccess)
            {
                Observe(states, readers.Count);
            }
            else if (status.Remedy == PcscRemedy.WaitForReader)
            {
                // It went away between listing and waiting; the next listing shows it.
                stopping.WaitOne(options.FirstBackOff);
                return PcscStatus.Success;
            }
            else if (status.Remedy != PcscRemedy.WaitOn)
            {
                return status;
            }

            status = Choose(context, out var now);
            mustRenewContext = ladder.TakeRetry();
            if (!status.IsSuccess || IsStopping || mustRenewContext || !now.SequenceEqual(readers, StringComparer.Ordinal))
            {
                return status;
            }
        }
    }

    private PcscStatus Choose(PcscContext context, out IReadOnlyList<string> readers)
    {
        var status = context.ListReaders(out var names);
        readers = selection.Choose(names, name => PcscReaderIdentity.Read(context, name));
        return status;
    }

    private void Observe(PcscReaderStates states, int readers)
    {
        var now = time.GetTimestamp();
        var arrivals = new List<CardArrival>();
        for (var i = 0; i < readers; i++)
        {
            var (name, state) = (states.Readers[i], states[i]);
            if (state.IsReaderMissing)
            {
                trackers.Remove(name);
            }
            else if (Tracker(name) is var tracker && tracker.Observe(state, now))
            {
                arrivals.Add(new CardArrival(name, states.AnswerToReset(i), tracker.Tap!.Value, now));
            }
        }

        hasSeenReaders |= trackers.Count > 0;
        PublishReaders();
        arrivals.ForEach(arrived);
    }

    private PresenceTracker Tracker(string name)
    {
        if (!trackers.TryGetValue(name, out var tracker))
        {
            // New contexts taken on schedule do not prove recovery.
            if (hasSeenReaders && !isRetry)
            {
                ladder.Recovered();
            }

            trackers[name] = tracker = new PresenceTracker(++generation, hasSeenReaders, options, time);
        }

        return tracker;
    }

    private void PublishReaders()
    {
        if (trackers.Count == 0)
        {
            Publish(ReaderState.WaitingForReader, "The smart card daemon runs, but no matching reader is connected.");
            return;
        }

        var names = string.Join(", ", trackers.Keys.Order(StringComparer.Ordinal));
        var isPresent = trackers.Values.Any(t => t.IsCardPresent);
        Publish(isPresent ? ReaderState.CardPresent : ReaderState.Ready, $"Watching {names}.");
    }

    private void Publish(ReaderState state, string detail) =>
        sight = new PcscSight(state, detail, [.. PresencesNow()]);

    private IEnumerable<PcscPresence> PresencesNow()
    {
        foreach (var (reader, tracker) in trackers)
        {
            if (tracker.Presence is { } number)
            {
                yield return new PcscPresence(reader, number, IsTap: tracker.Tap is not null);
            }
        }
    }

    private void Beat() => Volatile.Write(ref heartbeat, time.GetTimestamp());

    private TimeSpan NextBackOff()
    {
        var pause = backOff;
        backOff = TimeSpan.FromTicks(Math.Min(backOff.Ticks * 2, options.MaxBackOff.Ticks));
        return pause;
    }
}
