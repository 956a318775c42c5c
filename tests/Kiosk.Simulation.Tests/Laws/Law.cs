namespace Kiosk.Simulation.Tests.Laws;

/// <summary>The laws, by the words in which a run says which was broken.</summary>
internal static class Law
{
    public const string NothingLost = "no acknowledged record is lost";
    public const string NothingInvented = "no record is invented";
    public const string RecordFirst = "nobody is admitted without a record";
    public const string OnlyWhomDataAdmit = "nobody is admitted whom the data in force refuse";
    public const string OneArrival = "one arrival a person";
    public const string QuorumIsFold = "the quorum is the fold";
    public const string NeverBack = "revocation never goes back";
    public const string NothingPersonal = "nothing personal outside seals";
    public const string StartsAgain = "a terminal in order starts and serves";
    public const string CollectorAgrees = "the collector holds what the journals hold";
    public const string AlarmOfOldDisk = "an old disk put back is an alarm";
    public const string ModeStays = "a mode that was switched to stays";

    public static void Require(bool isKept, string law, Func<string> what)
    {
        if (!isKept)
        {
            throw new BrokenLawException(law, what());
        }
    }
}
