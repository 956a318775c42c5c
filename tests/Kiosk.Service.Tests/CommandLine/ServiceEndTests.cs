using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.CommandLine;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Service.Hosting;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Durability;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.CommandLine;

/// <summary>A service that fails must not look like one that was asked to stop, or systemd would not restart it.</summary>
public sealed class ServiceEndTests : IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_loop_that_fails_ends_the_service_as_not_available()
    {
        await using var service = Build(new BrokenReader(() => new InvalidOperationException("The wire is loose.")));

        var end = await Assert.ThrowsAsync<ServiceUnavailableException>(() => RunCommand.ServeAsync(service, Options, showsScreen: false, CancellationToken.None));

        Assert.Contains($"{nameof(CheckInLoop)} failed: The wire is loose.", end.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotAvailable, KioskCommand.CodeOf(end));
    }

    [Fact]
    public async Task So_does_a_host_that_stops_without_saying_why()
    {
        await using var service = Build(new VirtualReader(TimeProvider.System));
        service.Lifetime.ApplicationStarted.Register(service.Lifetime.StopApplication);

        await Assert.ThrowsAsync<ServiceUnavailableException>(() => RunCommand.ServeAsync(service, Options, showsScreen: false, CancellationToken.None));
    }

    [Fact]
    public async Task Only_whoever_asks_for_the_stop_gets_a_good_end()
    {
        await using var service = Build(new VirtualReader(TimeProvider.System));
        using var stop = new CancellationTokenSource();
        service.Lifetime.ApplicationStarted.Register(stop.Cancel);

        await RunCommand.ServeAsync(service, Options, showsScreen: false, stop.Token);

        Assert.All(service.Services.GetServices<IHostedService>().OfType<BackgroundService>(), loop => Assert.False(loop.ExecuteTask!.IsFaulted));
    }

    [Theory]
    [MemberData(nameof(MachineFailures))]
    public async Task What_the_machine_fails_at_ends_no_loop(Exception failure)
    {
        var reader = new BrokenReader(() => failure);
        await using var service = Build(reader);
        using var stop = new CancellationTokenSource();
        var served = RunCommand.ServeAsync(service, Options, showsScreen: false, stop.Token);

        await reader.AskedAgain.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await stop.CancelAsync();

        await served;
    }

    public static TheoryData<Exception> MachineFailures => [new IOException("Too many open files."), new UnauthorizedAccessException("Permission denied.")];

    private KioskOptions Options => new() { TerminalId = RunningTerminal.Id, DataFolder = folder["data"], Http = new HttpOptions { Port = 0 } };

    private WebApplication Build(ICardReader reader) => KioskHost.Build(Options, reader, TimeProvider.System, LogLevel.None);

    /// <summary>A reader that fails each time it is asked for a card.</summary>
    private sealed class BrokenReader(Func<Exception> failure) : ICardReader
    {
        private int asked;

        public TaskCompletionSource AskedAgain { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ReaderState State => ReaderState.Ready;

        public ValueTask<CardArrival> WaitForCardAsync(CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref asked) == 2)
            {
                AskedAgain.SetResult();
            }

            throw failure();
        }

        public CardArrival? FindAgain(CardArrival arrival) => null;

        public ValueTask<T> ConverseAsync<T>(CardArrival arrival, Func<ICardConnection, ValueTask<T>> conversation, CancellationToken cancellationToken) => throw failure();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
