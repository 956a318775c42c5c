using Kiosk.Service.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Why the terminal admits nobody at the moment.</summary>
/// <param name="Detail">One sentence for the operator: what, where, what now. Never personal.</param>
internal sealed record Obstacle(ReasonCode Code, string Detail);

/// <summary>A tap met an obstacle that only shows when something is tried.</summary>
internal sealed class ObstacleException(Obstacle obstacle, Exception? innerException = null) : Exception(obstacle.Detail, innerException)
{
    public Obstacle Obstacle { get; } = obstacle;
}
