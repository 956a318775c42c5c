using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Identity.Tests.Enrolment;

public sealed class TerminalRegisterTests : IDisposable
{
    private readonly EnrolmentDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_token_enrols_a_terminal_which_the_feed_then_lists()
    {
        desk.Enrol("HN-01", desk.NewKeys());

        var record = Assert.Single(desk.Register.RecordsOf(EnrolmentDesk.Province));

        TerminalRecordRules.Check(record);
        Assert.Equal(("HN-01", null), (record.Id, record.Revoked));
        Assert.Equal("file", TerminalCertificate.Parse(record.SigningCertificate).KeyKind);
    }

    [Fact]
    public void Two_terminals_with_one_id_are_not_both_enrolled_until_the_first_is_revoked()
    {
        desk.Enrol("HN-01", desk.NewKeys());
        var second = desk.NewKeys();

        var refused = Assert.Throws<EnrolmentException>(() => desk.Enrol("HN-01", second));
        desk.Register.Revoke("HN-01", "stolen");
        desk.Enrol("HN-01", second);

        Assert.Contains("Terminal HN-01 is enrolled with another key", refused.Message, StringComparison.Ordinal);
        Assert.Equal(["stolen", null], desk.Register.Find("HN-01")!.Enrolments.Select(one => one.Revoked?.Reason));
    }

    [Fact]
    public void A_token_is_used_once_but_a_lost_answer_is_given_again()
    {
        var (keys, token) = (desk.NewKeys(), desk.Register.Add("HN-01", EnrolmentDesk.Province, "2", null));
        var request = EnrolmentRequest.Create("HN-01", keys, token);
        desk.Register.Sign(request, desk.Authority);

        var again = desk.Register.Sign(request, desk.Authority);

        again.Check("HN-01", keys, token, knownRoot: null, desk.Time.GetUtcNow());
        Assert.Contains(
            "was used for another key",
            Assert.Throws<EnrolmentException>(() => desk.Register.Sign(EnrolmentRequest.Create("HN-01", desk.NewKeys(), token), desk.Authority)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_of_yesterday_and_one_that_was_replaced_are_refused()
    {
        var replaced = desk.Request("HN-01", desk.NewKeys());
        var late = desk.Request("HN-01", desk.NewKeys());
        desk.Time.Advance(TimeSpan.FromHours(24));

        Assert.Contains("not made with the token", Assert.Throws<EnrolmentException>(() => desk.Register.Sign(replaced, desk.Authority)).Message, StringComparison.Ordinal);
        Assert.Contains("expired", Assert.Throws<EnrolmentException>(() => desk.Register.Sign(late, desk.Authority)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_enrolled_terminal_renews_by_its_own_key_alone()
    {
        var keys = desk.NewKeys();
        var first = desk.Enrol("HN-01", keys);
        desk.Time.Advance(TerminalAuthority.Lifetime / 2);

        var renewed = desk.Register.Sign(EnrolmentDesk.Arrived(EnrolmentRequest.Create("HN-01", keys, token: null)), desk.Authority);

        renewed.Check("HN-01", keys, token: null, first.Root, desk.Time.GetUtcNow());
        Assert.True(NotAfter(renewed) > NotAfter(first));
        Assert.Single(desk.Register.Find("HN-01")!.Enrolments);
        Assert.Throws<EnrolmentException>(() => desk.Register.Sign(EnrolmentRequest.Create("HN-01", desk.NewKeys(), token: null), desk.Authority));
    }

    [Fact]
    public void A_revoked_key_neither_renews_nor_comes_back_by_a_new_token()
    {
        var keys = desk.NewKeys();
        desk.Enrol("HN-01", keys);
        desk.Register.Revoke("HN-01", "stolen");

        Assert.Contains("was revoked", Assert.Throws<EnrolmentException>(() => desk.Register.Sign(EnrolmentRequest.Create("HN-01", keys, token: null), desk.Authority)).Message, StringComparison.Ordinal);
        Assert.Contains("was revoked", Assert.Throws<EnrolmentException>(() => desk.Enrol("HN-01", keys)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Revoking_voids_a_token_that_was_not_used()
    {
        var request = desk.Request("HN-01", desk.NewKeys());
        desk.Register.Revoke("HN-01", "lost the paper");

        Assert.Throws<EnrolmentException>(() => desk.Register.Sign(request, desk.Authority));
        Assert.Throws<EnrolmentException>(() => desk.Register.Revoke("HN-01", "twice"));
    }

    [Fact]
    public void An_unknown_terminal_is_neither_signed_nor_revoked()
    {
        Assert.Contains("registry terminal add HN-01", Assert.Throws<EnrolmentException>(() => desk.Register.Sign(EnrolmentRequest.Create("HN-01", desk.NewKeys(), null), desk.Authority)).Message, StringComparison.Ordinal);
        Assert.Throws<EnrolmentException>(() => desk.Register.Revoke("HN-01", "stolen"));
    }

    [Fact]
    public void A_collectors_register_names_the_command_that_issues_its_tokens()
    {
        var register = new TerminalRegister(desk.RegisterFolder, new DurableFiles(), desk.Time, "collector enrol");

        Assert.Contains("add it with collector enrol HN-01", Assert.Throws<EnrolmentException>(() => register.Sign(EnrolmentRequest.Create("HN-01", desk.NewKeys(), null), desk.Authority)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_named()
    {
        desk.Enrol("HN-01", desk.NewKeys());
        var path = Path.Combine(desk.RegisterFolder, "HN-01.json");
        File.WriteAllText(path, File.ReadAllText(path)[..^10]);

        Assert.Contains(path, Assert.Throws<EnrolmentException>(() => desk.Register.All()).Message, StringComparison.Ordinal);
    }

    private static DateTimeOffset NotAfter(EnrolmentAnswer answer) => TerminalCertificate.Parse(answer.SigningCertificate).NotAfter;
}
