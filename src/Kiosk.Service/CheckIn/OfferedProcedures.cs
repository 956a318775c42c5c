using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>The procedures that can be chosen on the terminal's screen.</summary>
internal sealed class OfferedProcedures(KioskCache cache, ClockMonitor clock, ModeSwitch modes, ClerkShift shift)
{
    /// <returns>The procedures valid today; empty while the desk awaits its clerk, or if the cache cannot be used (the terminal is then out of service, and its screen says so).</returns>
    public IReadOnlyList<Procedure> Today()
    {
        if (shift.State.AwaitsClerk)
        {
            return [];
        }

        try
        {
            var today = VietnamCalendar.DateOf(clock.Read().Instant);
            return [.. cache.Current.Procedures.Where(one => one.IsValidOn(today))];
        }
        catch (CacheException)
        {
            return [];
        }
    }

    /// <summary>Uses this procedure for taps until a receipt is issued or the mode is switched.</summary>
    /// <param name="caseNumber">Null for a new case.</param>
    /// <param name="missing">Documents that were not brought: bit 0 is the first.</param>
    /// <returns>False if the catalogue has been replaced and no longer lists the procedure; nothing was changed.</returns>
    public bool TryChoose(Procedure procedure, string? caseNumber, int missing)
    {
        try
        {
            modes.Choose(new ModeSelection(ModeSelection.ForProcedure, Procedure: procedure.Code, CaseNumber: caseNumber, MissingDocuments: missing == 0 ? null : missing), cache.Current, clock.Read().Instant);
            return true;
        }
        catch (Exception exception) when (exception is ModeException or CacheException)
        {
            return false;
        }
    }
}
