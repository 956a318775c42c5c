using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Opening;
using Kiosk.Service.Identity;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Identity;

/// <summary>A terminal and the desk that enrols it, without a network.</summary>
public sealed class TerminalEnrolmentTests : IDisposable
{
    private const string Id = "HN-01";

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ManualTimeProvider time = new();
    private readonly TerminalAuthority authority;
    private readonly TerminalRegister register;
    private readonly IKeyStore keys;
    private readonly TerminalEnrolment enrolment;

    public TerminalEnrolmentTests()
    {
        authority = TerminalAuthority.Create("Terminals of a test", time.GetUtcNow());
        register = new(folder["terminals"], new DurableFiles(), time);
        keys = KeyStore.Create(folder["device.key"], KeyStoreSettings.InFile, new DurableFiles());
        enrolment = new(folder["enrolment.json"], Id, keys, new DurableFiles(), time);
        enrolment.Accept(register.Sign(enrolment.Begin(Invite()), authority));
    }

    public void Dispose()
    {
        keys.Dispose();
        authority.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_token_that_was_begun_with_is_used_while_it_is_good()
    {
        enrolment.Begin(Invite());

        Assert.False(enrolment.Continue().IsRenewal);
    }

    [Fact]
    public void A_token_that_nobody_answered_does_not_keep_an_enrolled_terminal_from_renewing()
    {
        var before = enrolment.Certificates!.NotAfter;
        enrolment.Begin(Invite());
        time.Advance(TimeSpan.FromDays(400));

        var renewed = enrolment.Accept(register.Sign(enrolment.Continue(), authority));

        Assert.True(renewed.NotAfter > before);
    }

    private EnrolmentToken Invite() => register.Add(Id, ProvinceCode.Parse("01"), door: null, collector: null);
}
