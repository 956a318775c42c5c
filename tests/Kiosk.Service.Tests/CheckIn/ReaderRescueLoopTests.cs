using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class ReaderRescueLoopTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(TestPki.Now);
    private readonly StatedReader reader = new();
    private readonly ReaderRescueLoop loop;

    public ReaderRescueLoopTests() => loop = new(reader, Request, time, NullLogger<ReaderRescueLoop>.Instance);

    private string Request => folder["reader-rescue"];

    public void Dispose()
    {
        loop.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(ReaderState.OutOfOrder)]
    [InlineData(ReaderState.WaitingForDaemon)]
    public void A_reader_that_does_not_recover_by_itself_is_switched_off_and_on(ReaderState state)
    {
        reader.State = state;

        Assert.False(IsAskedAfter(TimeSpan.Zero));
        Assert.False(IsAskedAfter(ReaderRescueLoop.Wait / 2));
        Assert.True(IsAskedAfter(ReaderRescueLoop.Wait / 2));
    }

    [Fact]
    public void It_is_not_switched_again_at_once()
    {
        reader.State = ReaderState.OutOfOrder;
        IsAskedAfter(TimeSpan.Zero);
        Assert.True(IsAskedAfter(ReaderRescueLoop.Wait));
        File.Delete(Request);

        Assert.False(IsAskedAfter(ReaderRescueLoop.Pause / 2));
        Assert.True(IsAskedAfter(ReaderRescueLoop.Pause / 2));
    }

    [Theory]
    [InlineData(ReaderState.Ready)]
    [InlineData(ReaderState.WaitingForReader)]
    public void One_that_works_or_is_not_there_is_left_alone(ReaderState state)
    {
        reader.State = ReaderState.OutOfOrder;
        IsAskedAfter(TimeSpan.Zero);
        reader.State = state;
        IsAskedAfter(ReaderRescueLoop.Wait);
        reader.State = ReaderState.OutOfOrder;

        Assert.False(IsAskedAfter(ReaderRescueLoop.Wait / 2));
    }

    private bool IsAskedAfter(TimeSpan elapsed)
    {
        time.Advance(elapsed);
        loop.Look();
        return File.Exists(Request);
    }

    private sealed class StatedReader : ICardReader
    {
        public ReaderState State { get; set; }

        public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public CardArrival? FindAgain(CardArrival arrival) => throw new NotSupportedException();

        public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
