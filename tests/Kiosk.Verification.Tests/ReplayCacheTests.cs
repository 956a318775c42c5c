
namespace Kiosk.Verification.Tests;

public sealed class ReplayCacheTests
{
    private readonly ReplayCache answers = new(capacity: 2);

    [Fact]
    public void An_answer_is_remembered()
    {
        answers.Remember(new byte[] { 1 });

        Assert.True(answers.Contains([1]));
        Assert.False(answers.Contains([2]));
    }

    [Fact]
    public void The_oldest_answer_makes_room()
    {
        foreach (var number in (byte[])[1, 2, 2, 3])
        {
            answers.Remember(new[] { number });
        }

        Assert.False(answers.Contains([1]));
        Assert.True(answers.Contains([2]) && answers.Contains([3]));
    }
}
