using Kiosk.Cards;
using Kiosk.Hardware.Readers.Pn532;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pn532;

/// <summary>
/// A reader of ours before an emulated chip on a pseudo terminal. The wire keeps real time; the reader's looks at the field and what it takes for an absence go by
/// <see cref="Clock"/>, where a test gives one.
/// </summary>
internal sealed class Pn532Bench : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
    private Pn532Reader? reader;

    public Pn532Bench(int bytesAtOnce = 8) => Emulator = new Pn532Emulator(TimeProvider.System, bytesAtOnce);

    public Pn532Emulator Emulator { get; }

    /// <summary>No test waits longer.</summary>
    public CancellationToken Token => limit.Token;

    /// <summary>Moved on by this bench while it waits, as soon as the reader has nothing else to do than to wait for it.</summary>
    public ManualTimeProvider? Clock { get; init; }

    public TimeSpan AbsenceBeforeNewTap { get; init; } = TimeSpan.FromMilliseconds(300);

    public Pn532Reader Reader => reader ??= new Pn532Reader(Options, Clock ?? TimeProvider.System);

    public Pn532ReaderOptions Options
    {
        get => field ?? new Pn532ReaderOptions { Device = Emulator.Device, AbsenceBeforeNewTap = AbsenceBeforeNewTap };
        init;
    }

    public async Task<CardArrival> TapAsync(IVirtualCard card)
    {
        Emulator.Present(card);
        var arrival = Reader.WaitForCardAsync(Token).AsTask();
        await WaitUntilAsync(() => arrival.IsCompleted);
        return await arrival;
    }

    public async Task<CardReadResult> ReadAsync(IVirtualCard card)
    {
        var session = new CardSession(Reader, new ChallengeSource("terminal-1"), TimeProvider.System);
        return await session.ReadAsync(await TapAsync(card), Cards.Piv.CardReadingProfile.Default, Token);
    }

    /// <summary>The answer to one command, in hexadecimal.</summary>
    public async Task<string> SendAsync(CardArrival arrival, string command) => Convert.ToHexString((await SendAsync(arrival, Convert.FromHexString(command), Deadline)).Span);

    public async Task<ReadOnlyMemory<byte>> SendAsync(CardArrival arrival, byte[] command, TimeSpan deadline) =>
        await Reader.ConverseAsync(arrival, connection => connection.TransmitAsync(command, deadline, Token), Token);

    /// <summary>Waits until the reader says so.</summary>
    public async Task WaitForAsync(ReaderState state) => await WaitUntilAsync(() => Reader.State == state);

    /// <summary>Has the reader look at the field until this time has passed.</summary>
    public async Task PassAsync(TimeSpan span)
    {
        var begun = Clock!.GetTimestamp();
        await WaitUntilAsync(() => Clock.GetElapsedTime(begun) > span && Clock.WaitingTimers > 0);
    }

    public async Task WaitUntilAsync(Func<bool> isSo)
    {
        while (!isSo())
        {
            if (Clock is { WaitingTimers: > 0 })
            {
                Clock.Advance(Options.LookInterval);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (reader is not null)
        {
            await reader.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        limit.Dispose();
    }

}
