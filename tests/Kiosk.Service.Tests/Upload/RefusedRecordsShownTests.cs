using System.Net;
using System.Text.Json;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Reasons;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.Upload;

/// <summary>Records that the collector refuses are counted wherever somebody looks: on the operator's screen, in status, by the doctor.</summary>
public sealed class RefusedRecordsShownTests : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly IssuedCard member = TappedCards.Member(1);
    private readonly RefusingCollector collector = new();
    private readonly Hall hall;

    public RefusedRecordsShownTests() => hall = new(member)
    {
        Collector = collector,
        Adjust = options => options.Upload = new UploadOptions { Collector = "http://127.0.0.1:9/", Key = CosignerKey.Of(TestCollectorKey.Of("hall").Key).ToString() },
    };

    public async ValueTask DisposeAsync()
    {
        await hall.DisposeAsync();
        collector.Dispose();
    }

    [Fact]
    public async Task They_are_counted_on_the_screen_in_status_and_by_the_doctor()
    {
        var terminal = await hall.OpenAsync();
        Assert.Equal(ReasonCode.Admitted, (await terminal.TapAsync(member.Image())).Code);
        using var timeout = new CancellationTokenSource(Limit);
        while (Refused(terminal) < terminal.Journal.LastSequence.Value)
        {
            timeout.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        var count = terminal.Journal.LastSequence.Value;
        Assert.Equal(1, terminal.Operators.Overview().Figures.Stores.Unsent);
        Assert.Contains("400, malformed", terminal.StatusJsonText, StringComparison.Ordinal);

        await hall.CloseAsync();
        var finding = new UploadCheckUp(hall.Folders, running: null).Look();
        Assert.Equal(DoctorHealth.Bad, finding.Health);
        Assert.StartsWith($"{count} ", finding.What.English, StringComparison.Ordinal);
        Assert.Contains("refused by the collector", finding.What.English, StringComparison.Ordinal);
    }

    private static ulong Refused(RunningTerminal terminal)
    {
        using var status = JsonDocument.Parse(terminal.StatusJsonText);
        return status.RootElement.GetProperty("upload").GetProperty("refused").GetUInt64();
    }

    private sealed class RefusingCollector : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => request.Content is null ? new(HttpStatusCode.ServiceUnavailable)
            : UploadBatch.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken)).Frames.Count == 0 ? FakeCollector.Answer(HttpStatusCode.OK, new UploadAnswer(0).Encode())
            : FakeCollector.Refuse(HttpStatusCode.BadRequest, UploadRefusal.Malformed);
    }
}
