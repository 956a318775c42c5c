using Kiosk.Feed.Records;
using Kiosk.Service.Admission;

namespace Kiosk.Service.CheckIn;

/// <summary>What a procedure desk remembers between taps, added to what the next tap is for.</summary>
internal sealed class DeskMemory(ClerkShift shift, CardHandover handover, OwnRecordVisit visit)
{
    public TapContext Complete(TapContext context)
    {
        var served = context with { Mode = context.Mode with { Desk = shift.State } };
        return served.Mode switch
        {
            AdmissionMode.ForProcedure { Procedure.Act: ProcedureAct.CardHandover } of => served with { Mode = of with { OldCard = handover.Find(served.Occasion) } },
            AdmissionMode.OwnRecord own => served with { Mode = own with { Asked = visit.Asked } },
            _ => served,
        };
    }
}
