using Kiosk.Hardware.Readers.Pcsc;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Hardware.Tests.Readers.Pcsc;

public sealed class RecoveryLadderTests
{
    private readonly ManualTimeProvider time = new();
    private readonly RecoveryLadder ladder;

    public RecoveryLadderTests() => ladder = new RecoveryLadder(new PcscReaderOptions(), time);

    [Fact]
    public void Five_faults_in_a_row_put_the_reader_out_of_order()
    {
        Fault(4);
        Assert.False(ladder.IsOutOfOrder);

        Fault(1);
        Assert.True(ladder.IsOutOfOrder);
    }

    [Fact]
    public void One_good_answer_ends_it()
    {
        Fault(5);

        ladder.Succeeded();

        Assert.False(ladder.IsOutOfOrder);
        Fault(4);
        Assert.False(ladder.IsOutOfOrder);
    }

    [Fact]
    public void New_contexts_are_taken_every_five_minutes_while_out_of_order()
    {
        Fault(5);
        time.Advance(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        Assert.False(ladder.TakeRetry());

        time.Advance(TimeSpan.FromTicks(1));
        Assert.True(ladder.TakeRetry());
        Assert.False(ladder.TakeRetry());

        time.Advance(TimeSpan.FromMinutes(5));
        Assert.True(ladder.TakeRetry());
    }

    [Fact]
    public void A_reader_in_order_needs_no_retry()
    {
        time.Advance(TimeSpan.FromHours(1));

        Assert.False(ladder.TakeRetry());
        Assert.True(ladder.MayRiskThread());
    }

    private void Fault(int times)
    {
        for (var i = 0; i < times; i++)
        {
            ladder.Faulted();
        }
    }
}
