using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Opening;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.Identity;

public sealed class ScannedTokenTests : IDisposable
{
    private const string Id = "HN-01";

    private readonly TestFolder folder = new();
    private readonly ManualTimeProvider time = new(new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly IKeyStore keys;
    private readonly TerminalEnrolment enrolment;
    private readonly EnrolmentToken token;

    public ScannedTokenTests()
    {
        var folders = new KioskFolders(folder.Path);
        keys = TerminalKeys.Open(folders, Id, KeyStoreSettings.InFile, new DurableFiles());
        enrolment = new(folders.EnrolmentFile, Id, keys, new DurableFiles(), time);
        token = EnrolmentToken.Create(Id, collector: null, time.GetUtcNow());
    }

    private string Handed => folder["enrol.token"];

    [Fact]
    public void A_terminal_that_is_not_enrolled_hands_a_scanned_token_over()
    {
        Assert.True(Scanned().Take(token.ToString()));

        Assert.Equal(token.ToString(), File.ReadAllText(Handed));
    }

    [Fact]
    public void An_enrolled_terminal_takes_no_token_from_its_scanner()
    {
        using var authority = TerminalAuthority.Create("terminals", time.GetUtcNow());
        var request = enrolment.Begin(token);
        enrolment.Accept(authority.Issue(request, time.GetUtcNow()).ProvedBy(token));

        Assert.True(Scanned().Take(EnrolmentToken.Create(Id, collector: null, time.GetUtcNow()).ToString()));

        Assert.False(File.Exists(Handed));
    }

    [Fact]
    public void What_is_no_token_is_left_to_the_check_in()
    {
        Assert.False(Scanned().Take("KV1:ABC"));
        Assert.False(File.Exists(Handed));
    }

    public void Dispose()
    {
        keys.Dispose();
        folder.Dispose();
    }

    private ScannedToken Scanned() => new(enrolment, Handed, NullLogger<ScannedToken>.Instance);
}
