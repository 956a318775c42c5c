using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>The procedures that can be chosen at the terminal itself.</summary>
internal sealed class OfferedProcedures(KioskCache cache, ClockMonitor clock, ModeSwitch modes)
{
    /// <returns>What is valid today; nothing where the cache cannot be used: the terminal is out of service then, and its screen says so.</returns>
    public IReadOnlyList<Procedure> Today()
    {
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

    /// <summary>From now on, until a receipt or a switch, taps are for this.</summary>
    /// <param name="caseNumber">Null for a new case.</param>
    /// <returns>False where the catalogue was replaced meanwhile and no longer has it; nothing was changed.</returns>
    public bool TryChoose(Procedure procedure, string? caseNumber)
    {
        try
        {
            modes.Choose(new ModeSelection(ModeSelection.ForProcedure, Procedure: procedure.Code, CaseNumber: caseNumber), cache.Current, clock.Read().Instant);
            return true;
        }
        catch (Exception exception) when (exception is ModeException or CacheException)
        {
            return false;
        }
    }
}
