using Kiosk.Durability;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>An enrolled terminal and a collector's endpoint over HTTPS, years passing in a moment.</summary>
public sealed class RenewalTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(TimeProvider.System.GetUtcNow());
    private readonly EnrolmentServer server;
    private readonly KeyFile keys;
    private readonly TerminalEnrolment enrolment;
    private readonly RenewalLoop loop;

    public RenewalTests()
    {
        server = new(folder["desk"], time);
        keys = KeyFile.Create(folder["device.key"], new DurableFiles());
        enrolment = new(folder["enrolment.json"], "HN-01", keys, new DurableFiles(), time);
        loop = new(enrolment, new NetworkBan(), time, NullLogger<RenewalLoop>.Instance);
    }

    private EnrolledCertificates Held => enrolment.Certificates!;

    public async Task InitializeAsync()
    {
        await server.StartAsync();
        enrolment.Begin(server.Register.Add("HN-01", EnrolmentServer.Province, "2", server.Address));
        await enrolment.SendAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        await server.DisposeAsync();
    }

    public void Dispose()
    {
        loop.Dispose();
        keys.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Before_half_of_the_certificates_life_nobody_is_asked()
    {
        time.Advance(Held.RenewalDue - time.GetUtcNow() - Hour);

        await loop.RunOnceAsync(CancellationToken.None);

        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task From_half_of_the_certificates_life_they_are_renewed_for_the_same_keys()
    {
        var before = Held;
        time.Advance(before.RenewalDue - time.GetUtcNow());

        await loop.RunOnceAsync(CancellationToken.None);

        Assert.True(Held.NotAfter > before.NotAfter);
        Assert.Equal(before.SigningKey.ToArray(), Held.SigningKey.ToArray());
    }

    [Fact]
    public async Task The_running_loop_renews_without_being_asked()
    {
        var before = Held.NotAfter;
        await loop.StartAsync(CancellationToken.None);
        await Eventually.IsAsync(() => Task.FromResult(time.WaitingTimers > 0), "the loop waits");

        time.Advance(Held.RenewalDue - time.GetUtcNow() + Hour);

        await Eventually.IsAsync(() => Task.FromResult(Held.NotAfter > before), "the certificates are renewed");
    }

    [Fact]
    public async Task A_refusal_leaves_what_there_is_and_the_next_hour_tries_again()
    {
        var before = Held.NotAfter;
        server.Register.Revoke("HN-01", "stolen");
        time.Advance(Held.RenewalDue - time.GetUtcNow());

        await loop.RunOnceAsync(CancellationToken.None);
        await loop.RunOnceAsync(CancellationToken.None);

        Assert.Equal((before, 3), (Held.NotAfter, server.Requests));
    }

    [Fact]
    public async Task A_collector_that_is_not_there_leaves_what_there_is()
    {
        var before = Held.NotAfter;
        await server.DisposeAsync();
        time.Advance(Held.RenewalDue - time.GetUtcNow());

        await loop.RunOnceAsync(CancellationToken.None);

        Assert.Equal(before, Held.NotAfter);
    }

    [Fact]
    public async Task Whoever_connects_after_a_renewal_presents_the_new_certificate_without_a_restart()
    {
        var tls = new TlsCertificate("HN-01", keys, enrolment, time);
        var state = new EnrolmentState(folder["enrolment.json"], "HN-01", "file");
        using var before = tls.Open()!;
        var until = state.Read().Certificates!.NotAfter;
        time.Advance(Held.RenewalDue - time.GetUtcNow());

        await loop.RunOnceAsync(CancellationToken.None);

        using var after = tls.Open()!;
        Assert.NotEqual(before.SerialNumber, after.SerialNumber);
        Assert.Equal(keys.SigningKey.ExportSubjectPublicKeyInfo(), after.PublicKey.ExportSubjectPublicKeyInfo());
        Assert.True(state.Read().Certificates!.NotAfter > until);
    }

    [Fact]
    public async Task A_terminal_that_renews_by_stick_asks_nobody()
    {
        var (path, requests) = (folder["enrolment.json"], server.Requests);
        (EnrolmentFile.Read(path, "HN-01")! with { CollectorUrl = null, CollectorPin = null }).Write(path, new DurableFiles());
        time.Advance(Held.RenewalDue - time.GetUtcNow());

        await loop.RunOnceAsync(CancellationToken.None);

        Assert.Equal(requests, server.Requests);
    }
}
