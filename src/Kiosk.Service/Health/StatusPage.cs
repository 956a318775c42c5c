using Kiosk.Service.Health.Doors;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>Serves the status report, as printed by <c>kiosk status</c>.</summary>
internal sealed class StatusPage(TerminalHealth health, TerminalStatus status, ServiceDoors doors)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var problem = doors.PagesProblem ?? await LoopbackProbe.ProblemAsync(context.RequestAborted);
        await PageAnswer.WriteAsync(context, status.Of(health.Read(), problem), StatusJson.Default.StatusReport);
    }
}
