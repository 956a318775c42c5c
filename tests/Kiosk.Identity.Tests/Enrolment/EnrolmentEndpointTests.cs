using System.Text;
using System.Text.Json;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Identity.Tests.Enrolment;

public sealed class EnrolmentEndpointTests : IDisposable
{
    private readonly EnrolmentDesk desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public void A_request_is_answered_with_certificates()
    {
        var (keys, token) = (desk.NewKeys(), desk.Register.Add("HN-01", EnrolmentDesk.Province, null, null));

        var response = Answer(EnrolmentRequest.Create("HN-01", keys, token).ToPem());

        Assert.Equal(200, response.Status);
        EnrolmentAnswer.Parse(Encoding.ASCII.GetString(response.Body)).Check("HN-01", keys, token, null, desk.Time.GetUtcNow());
    }

    [Fact]
    public void A_refusal_says_why_in_both_languages()
    {
        var response = Answer(EnrolmentRequest.Create("HN-01", desk.NewKeys(), null).ToPem());

        using var document = JsonDocument.Parse(response.Body);
        Assert.Equal(403, response.Status);
        Assert.Contains("Thiết bị HN-01 chưa có trong danh sách", document.RootElement.GetProperty("vietnamese").GetString(), StringComparison.Ordinal);
        Assert.Contains("Terminal HN-01 is not registered", document.RootElement.GetProperty("english").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(EnrolmentRequest.MaxLength + 1)]
    public void What_is_no_request_is_refused(int length) => Assert.Equal(403, Answer(new string('A', length)).Status);

    private EnrolmentResponse Answer(string body) => new EnrolmentEndpoint(desk.Register, desk.Authority).Answer(Encoding.ASCII.GetBytes(body));
}
