using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Roll;
using Kiosk.Identity.Enrolment;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary><c>POST /enrol</c>: a terminal's request, proved by its token; open to connections without a certificate.</summary>
/// <param name="roll">Says whether the CA that signs here was revoked.</param>
internal sealed class EnrolEndpoint(EnrolmentDesk desk, TerminalRoll roll)
{
    public async Task HandleAsync(HttpContext context)
    {
        // An empty body is refused with the sentence for what is no request.
        var body = await RequestBody.ReadAsync(context.Request, EnrolmentRequest.MaxLength, context.RequestAborted) ?? [];
        var answer = desk.Endpoint.Answer(body, roll.Current.RevokedAuthority(desk.AuthorityKey)?.Revoked);
        (context.Response.StatusCode, context.Response.ContentType) = (answer.Status, answer.ContentType);
        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}
