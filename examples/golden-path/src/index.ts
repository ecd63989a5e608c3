export { Policies } from './policies';
export { WebService } from './web-service';
export { ReleaseStrategy, Router } from './web-service-props';
export type { WebServiceProps } from './web-service-props';
