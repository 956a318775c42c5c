using System.Diagnostics;
using System.Runtime.CompilerServices;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Pcsc;

namespace Kiosk.EndToEnd.Tests.Pcsc;

/// <summary>A private pcscd with one reader, not started yet, and a deadline over each test.</summary>
[Collection(PcscdTestOrder.Name)]
public abstract class PcscdTest : IAsyncLifetime
{
    /// <summary>Only guards against hanging: how soon a card or daemon answers is the machine's load.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    internal static readonly byte[] Select = Convert.FromHexString("00A404000BA000000308000010000100");

    protected CancellationToken Token { get; } = new CancellationTokenSource(TimeSpan.FromMinutes(3)).Token;

    internal PrivatePcscd Pcscd { get; } = PrivatePcscd.Create("Kiosk A", "Kiosk B");

    internal VpcdReader A => Pcscd.Readers[0];

    internal VpcdReader B => Pcscd.Readers[1];

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Pcscd.DisposeAsync();

    internal static PcscReader Watch(string nameContains = "Kiosk A") => new(new PcscReaderOptions { NameContains = nameContains }, TimeProvider.System);

    /// <summary>A reader that takes a card put back at once for a new tap: how soon a busy machine sees that one left must not matter.</summary>
    internal static PcscReader WatchWithoutAbsence() => new(new PcscReaderOptions { NameContains = "Kiosk A", AbsenceBeforeNewTap = TimeSpan.Zero }, TimeProvider.System);

    internal Task<VpcdLink> InsertAsync(IVirtualCard card) => InsertAsync(card, A);

    internal Task<VpcdLink> InsertAsync(IVirtualCard card, VpcdReader reader) => VpcdLink.ConnectAsync(card, "localhost", reader.Port, Token);

    internal Task<TimeSpan> UntilAsync(PcscReader reader, ReaderState state) => UntilAsync(reader, r => r.State == state);

    /// <returns>How long it took.</returns>
    internal async Task<TimeSpan> UntilAsync(PcscReader reader, Func<PcscReader, bool> condition, [CallerArgumentExpression(nameof(condition))] string waitedFor = "")
    {
        var clock = Stopwatch.StartNew();
        while (!condition(reader))
        {
            Assert.False(Token.IsCancellationRequested, $"Waited for {waitedFor}, but: {reader.State}, {reader.Detail}");
            await Task.Delay(10);
        }

        return clock.Elapsed;
    }

    /// <summary>Asserts that no tap is reported for so long.</summary>
    internal static async Task NoTapAsync(PcscReader reader, TimeSpan howLong)
    {
        using var timeout = new CancellationTokenSource(howLong);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.WaitForCardAsync(timeout.Token));
    }
}
