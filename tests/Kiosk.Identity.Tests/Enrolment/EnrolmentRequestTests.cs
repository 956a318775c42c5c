using Kiosk.Identity.Enrolment;

namespace Kiosk.Identity.Tests.Enrolment;

public sealed class EnrolmentRequestTests : IDisposable
{
    private readonly EnrolmentDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_request_carries_the_id_both_keys_and_where_they_are_kept()
    {
        var keys = desk.NewKeys();

        var request = desk.Request("HN-01", keys);

        Assert.Equal(("HN-01", "file", false), (request.TerminalId, request.KeyKind, request.IsRenewal));
        Assert.Equal(keys.SigningKey.ExportSubjectPublicKeyInfo(), request.SigningKey.ExportSubjectPublicKeyInfo());
        Assert.Equal(keys.DecryptionKey.ExportSubjectPublicKeyInfo(), request.DecryptionKey.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void Only_the_token_it_was_made_with_proves_a_request()
    {
        var token = EnrolmentToken.Create("HN-01", null, desk.Time.GetUtcNow());
        var request = EnrolmentDesk.Arrived(EnrolmentRequest.Create("HN-01", desk.NewKeys(), token));

        Assert.True(request.IsProvedBy(token));
        Assert.False(request.IsProvedBy(EnrolmentToken.Create("HN-01", null, desk.Time.GetUtcNow())));
        Assert.False(request.IsProvedBy(token with { TerminalId = "HN-02" }));
    }

    [Fact]
    public void A_request_whose_signature_or_content_was_changed_is_refused()
    {
        var lines = desk.Request("HN-01", desk.NewKeys()).ToPem().Split('\n');

        Assert.All(Enumerable.Range(1, 8), line => Assert.Throws<EnrolmentException>(() =>
            EnrolmentRequest.Parse(string.Join('\n', lines.Select((text, number) => number == line ? Convert.ToBase64String(new byte[48]) : text)))));
        Assert.Throws<EnrolmentException>(() => EnrolmentRequest.Parse(""));
    }
}
